package consumer;

/** The Apache Directory LDAP API, at a domain. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    Connections to = new Connections(new Domain(arguments[0]));
    new Binding(to).run();
    new Schema(to).run();
    new Searching(to).run();
    new Writing(to).run();
    Checks.done();
    System.exit(0);
  }
}
