package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

final class Daemons {
  private final Applications to;
  private final Lab lab;

  Daemons(Applications to) {
    this.to = to;
    this.lab = to.lab;
  }

  void run() {
    check("an application for itself, with its secret; again from the cache", () -> {
      var app = to.confidential(lab.app("daemon"), ClientCredentialFactory.createFromSecret(lab.get("app.daemon.secret")));
      String token = ask(app).accessToken();
      holds(Lab.claimsOf(token).contains("\"roles\":[\"User.Read.All\"]"), "no roles in the token");
      equal(token, ask(app).accessToken());
    });
    check("with a certificate", () -> certified(ClientCredentialFactory.createFromCertificate(key(), certificate())));
    check("with a certificate and its chain", () ->
        certified(ClientCredentialFactory.createFromCertificateChain(key(), List.of(certificate()))));
    check("with a wrong secret: invalid_client, 7000215", () -> {
      var app = to.confidential(lab.app("daemon"), ClientCredentialFactory.createFromSecret("something else"));
      Applications.refused(7000215, "invalid_client", () -> ask(app));
    });
    check("an application that nobody registered: unauthorized_client, 700016", () -> {
      var app =
          to.confidential("00000000-0000-4000-8000-00000000dead", ClientCredentialFactory.createFromSecret("something"));
      Applications.refused(700016, "unauthorized_client", () -> ask(app));
    });
  }

  private IAuthenticationResult ask(ConfidentialClientApplication app) throws Exception {
    return Applications.done(app.acquireToken(ClientCredentialParameters.builder(Set.of(Lab.GRAPH)).build()));
  }

  private void certified(IClientCredential credential) throws Exception {
    String claims = Lab.claimsOf(ask(to.confidential(lab.app("certified"), credential)).accessToken());
    holds(claims.contains("\"appidacr\":\"2\""), claims);
  }

  private PrivateKey key() throws Exception {
    String pem = lab.pem();
    String body = pem.substring(0, pem.indexOf("-----END PRIVATE")).replaceAll("-----[^-]*-----|\\s", "");
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }

  private X509Certificate certificate() throws Exception {
    String pem = lab.pem();
    byte[] certificate = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")).getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
  }
}
