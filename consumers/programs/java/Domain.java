package consumer;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The domain as the file that the program is given describes it. */
public final class Domain extends Facts {
  /** By what they are here for: {@code staff}, {@code disabled} … */
  public record Person(String sam, String upn, String dn, String password) {}

  public Domain(String file) throws Exception {
    super(file);
  }

  public int port(String service) {
    return Integer.parseInt(get(service + ".port"));
  }

  public String base() {
    return get("base");
  }

  public String host() {
    return get("host");
  }

  public Person person(String role) {
    String prefix = "person." + role + ".";
    return new Person(
        get(prefix + "sam"), get(prefix + "upn"), get(prefix + "dn"), get(prefix + "password"));
  }

  /** Trusts the domain's authority alone. */
  public SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(TrustStore.of(Path.of(get("trustFile"))));
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
