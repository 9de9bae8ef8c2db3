package consumer;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The domain as the file that the program is given describes it. */
public final class Domain {
  /** By what they are here for: {@code staff}, {@code disabled} … */
  public record Person(String sam, String upn, String dn, String password) {}

  private final Properties facts = new Properties();

  public Domain(String file) throws Exception {
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      facts.load(reader);
    }
  }

  /** Such as {@code base}, {@code ldaps.port}. */
  public String get(String key) {
    String value = facts.getProperty(key);
    if (value == null) throw new IllegalArgumentException("the description of the domain has no " + key);
    return value;
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

  public Path folder() {
    return Path.of(get("folder"));
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
