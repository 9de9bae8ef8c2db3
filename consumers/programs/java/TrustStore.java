package consumer;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** A key store of Java's with the domain's authority in it, for programs that want one in a file. */
public final class TrustStore {
  public static final String PASSWORD = "changeit";

  private TrustStore() {}

  public static KeyStore of(Path pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream stream = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(stream));
    }
    return store;
  }

  public static Path write(Path pem, Path file) throws Exception {
    try (OutputStream stream = Files.newOutputStream(file)) {
      of(pem).store(stream, PASSWORD.toCharArray());
    }
    return file;
  }
}
