package consumer;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Spring Security's and Spring LDAP's ways to Active Directory, over JNDI as it is in Java. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("org.springframework").setLevel(Level.OFF);
    Domain domain = new Domain(arguments[0]);
    Path trust = TrustStore.write(Path.of(domain.get("trustFile")), domain.folder().resolve("trust.p12"));
    System.setProperty("javax.net.ssl.trustStore", trust.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", TrustStore.PASSWORD);
    new Provider(domain).run();
    new Authenticating(domain).run();
    new Templates(domain).run();
    new Jndi(domain).run();
    Checks.done();
  }
}
