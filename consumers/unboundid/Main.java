package consumer;

/** The UnboundID LDAP SDK for Java and its tools, at a domain. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Connections to = new Connections(new Domain(arguments[0]));
    new Binding(to).run();
    new Reading(to).run();
    new Controls(to).run();
    new Writing(to).run();
    new Pools(to).run();
    new Tools(to).run();
    Checks.done();
  }
}
