package consumer;

/** MSAL for Java, as its documentation says, at the lab's cloud under its real names. */
public final class Main {
  public static void main(String[] args) throws Exception {
    Applications to = new Applications(new Lab(args[0]));
    new Passwords(to).run();
    new Browsers(to).run();
    new Daemons(to).run();
    Checks.done();
    System.exit(0);
  }
}
