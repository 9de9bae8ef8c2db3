package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.AuthorizationCodeCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.UsernamePasswordCredentialBuilder;
import java.util.List;

/** azure-identity for Java, as its documentation says, at the lab's cloud under its real names. */
@SuppressWarnings("deprecation")
public final class Main {
  private final Lab lab;

  private Main(Lab lab) {
    this.lab = lab;
  }

  public static void main(String[] args) throws Exception {
    Main here = new Main(new Lab(args[0]));
    here.passwords();
    here.secrets();
    here.browsers();
    Checks.done();
    System.exit(0);
  }

  private static AccessToken token(TokenCredential credential) {
    return credential.getTokenSync(new TokenRequestContext().addScopes(Lab.GRAPH));
  }

  private void isOf(AccessToken token, String role) {
    String claims = Lab.claimsOf(token.getToken());
    holds(claims.contains("\"upn\":\"" + lab.person(role).upn() + "\""), claims);
    holds(claims.contains("\"tid\":\"" + lab.tenant() + "\""), claims);
  }

  /** Some credentials wrap the refusal in an exception of their own, and some hand on MSAL's. */
  private static void refused(String said, Checks.Step step) throws Exception {
    Exception refusal = Checks.fails(Exception.class, step);
    StringBuilder whole = new StringBuilder();
    for (Throwable each = refusal; each != null; each = each.getCause()) whole.append(each).append(' ');
    holds(whole.toString().contains(said), whole.toString());
  }

  private TokenCredential as(Lab.Person person, String tenant) {
    return new UsernamePasswordCredentialBuilder()
        .clientId(lab.app("desktop"))
        .tenantId(tenant)
        .username(person.upn())
        .password(person.password())
        .build();
  }

  private void passwords() {
    check("UsernamePasswordCredential: a managed user", () -> isOf(token(as(lab.person("staff"), lab.tenant())), "staff"));
    check("UsernamePasswordCredential: a federated user, through AD FS", () ->
        isOf(token(as(lab.person("federated"), "organizations")), "federated"));
    for (List<String> each : List.of(
        List.of("a wrong password", "staff", "AADSTS50126"),
        List.of("AD FS refuses", "federated", "ID3242"))) {
      check(each.get(0) + ": " + each.get(2), () -> {
        Lab.Person wrong = lab.person(each.get(1)).with("not the password");
        refused(each.get(2), () -> token(as(wrong, lab.tenant())));
      });
    }
    for (List<String> each : List.of(
        List.of("a disabled user", "disabled", "AADSTS50057"),
        List.of("an expired password", "expired", "AADSTS50144"),
        List.of("a second factor", "secondFactor", "AADSTS50076"))) {
      check(each.get(0) + ": " + each.get(2), () ->
          refused(each.get(2), () -> token(as(lab.person(each.get(1)), lab.tenant()))));
    }
    check("Smart Lockout: AADSTS50053", () -> {
      Lab.Person person = lab.person("sprayed");
      for (int tries = 0; tries < 4; tries++) {
        Lab.Person wrong = person.with("wrong " + tries);
        refused("AADSTS50126", () -> token(as(wrong, lab.tenant())));
      }
      refused("AADSTS50053", () -> token(as(person, lab.tenant())));
    });
  }

  private ClientSecretCredential daemon(String tenant, String secret) {
    return new ClientSecretCredentialBuilder().tenantId(tenant).clientId(lab.app("daemon")).clientSecret(secret).build();
  }

  private void secrets() {
    String secret = lab.get("app.daemon.secret");
    check("ClientSecretCredential, and again from its cache", () -> {
      ClientSecretCredential credential = daemon(lab.tenant(), secret);
      String first = token(credential).getToken();
      holds(Lab.claimsOf(first).contains("\"roles\":[\"User.Read.All\"]"), Lab.claimsOf(first));
      equal(first, token(credential).getToken());
    });
    check("ClientSecretCredential for a tenant by its domain", () -> token(daemon("contoso.com", secret)));
    check("ClientSecretCredential without blocking", () -> {
      var context = new TokenRequestContext().addScopes(Lab.GRAPH);
      AccessToken token = daemon(lab.tenant(), secret).getToken(context).block();
      holds(token != null && !token.isExpired(), "no token");
    });
    check("ClientSecretCredential with a wrong secret: AADSTS7000215", () ->
        refused("AADSTS7000215", () -> token(daemon(lab.tenant(), "something else"))));
    for (boolean chain : new boolean[] {false, true}) {
      check("ClientCertificateCredential" + (chain ? " with the chain sent along" : ""), () -> {
        TokenCredential credential =
            new ClientCertificateCredentialBuilder()
                .tenantId(lab.tenant())
                .clientId(lab.app("certified"))
                .pemCertificate(lab.certificate().toString())
                .sendCertificateChain(chain)
                .build();
        String claims = Lab.claimsOf(token(credential).getToken());
        holds(claims.contains("\"appidacr\":\"2\""), claims);
      });
    }
  }

  private AccessToken device(String role, String answer) {
    return token(
        new DeviceCodeCredentialBuilder()
            .tenantId(lab.tenant())
            .clientId(lab.app("desktop"))
            .challengeConsumer(shown -> {
              try {
                lab.browser("device", "code", shown.getUserCode(), "person", role, "confirm", answer);
              } catch (Exception wrong) {
                throw new IllegalStateException(wrong);
              }
            })
            .build());
  }

  private void browsers() {
    for (String role : List.of("staff", "federated", "secondFactor")) {
      check("DeviceCodeCredential (" + role + ")", () -> isOf(device(role, "yes"), role));
    }
    check("DeviceCodeCredential: declined", () -> refused("declined", () -> device("staff", "no")));
    check("AuthorizationCodeCredential", () -> {
      String redirect = lab.get("app.web.redirect");
      String url =
          lab.authority() + "/oauth2/v2.0/authorize?client_id=" + lab.app("web") + "&response_type=code&redirect_uri="
              + redirect + "&scope=" + Lab.GRAPH + "%20offline_access";
      String code = Lab.queryOf(lab.browser("authorize", "url", url, "person", "staff")).get("code");
      TokenCredential credential =
          new AuthorizationCodeCredentialBuilder()
              .tenantId(lab.tenant())
              .clientId(lab.app("web"))
              .clientSecret(lab.get("app.web.secret"))
              .authorizationCode(code)
              .redirectUrl(redirect)
              .build();
      isOf(token(credential), "staff");
    });
  }
}
