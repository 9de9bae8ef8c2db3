package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenSource;
import java.util.List;
import java.util.UUID;

final class Passwords {
  private final Applications to;
  private final Lab lab;

  Passwords(Applications to) {
    this.to = to;
    this.lab = to.lab;
  }

  void run() {
    for (String authority : List.of("organizations", "contoso.com")) {
      check("a managed user's password, at /" + authority, () -> signsIn(Lab.CLOUD + authority, "staff"));
    }
    check("a managed user's password, at /{tenant id}", () -> signsIn(lab.authority(), "staff"));
    check("the same by the name login.windows.net", () -> signsIn("https://login.windows.net/contoso.com", "staff"));
    check("a cloud-only user's password", () -> signsIn(lab.authority(), "cloudOnly"));
    check("a federated user's password, through MEX and WS-Trust at AD FS", () -> signsIn(Lab.CLOUD + "organizations", "federated"));
    check("a federated user's wrong password: AD FS' fault is what the caller hears", this::farmRefuses);
    refused("a wrong password: 50126", 50126, "staff", "not the password");
    refused("a user whom the domain has disabled: 50057", 50057, "disabled", null);
    refused("a password that has expired in the domain: 50144", 50144, "expired", null);
    refused("a password that must be changed: 50144", 50144, "mustChange", null);
    refused("a name that nobody has: 50034", 50034, "unknown", null);
    check("Smart Lockout after wrong passwords: 50053 for the right one too", () -> locks("sprayed", 4));
    check("a user whom the domain has locked out: 50053", () -> locks("locked", 2));
    check("a second factor is needed: 50076, with the claims for another try", this::secondFactor);
    check("a user whom a policy keeps out: 53003", this::keptOut);
    check("the caller's correlation id comes back", this::correlation);
    check("silently from the cache, and by the refresh token", this::silently);
    check("a refresh token of before an administrator's revocation: 50173", this::revoked);
  }

  private void signsIn(String authority, String role) throws Exception {
    to.isOf(to.signIn(to.at(authority), lab.person(role)), lab.person(role));
  }

  private void farmRefuses() throws Exception {
    MsalException refusal =
        Checks.fails(MsalException.class, () -> to.signIn(to.desktop(), lab.person("federated").with("not the password")));
    holds(refusal.getMessage().contains("ID3242"), String.valueOf(refusal));
  }

  private void refused(String what, int code, String role, String password) {
    check(what, () -> {
      Lab.Person person = password == null ? lab.person(role) : lab.person(role).with(password);
      Applications.refused(code, "invalid_grant", () -> to.signIn(to.desktop(), person));
    });
  }

  private void locks(String role, int tries) throws Exception {
    Lab.Person person = lab.person(role);
    for (int each = 0; each < tries; each++) {
      Lab.Person wrong = person.with("wrong " + each);
      Applications.refused(50126, "invalid_grant", () -> to.signIn(to.desktop(), wrong));
    }
    Applications.refused(50053, "invalid_grant", () -> to.signIn(to.desktop(), person));
  }

  private void secondFactor() throws Exception {
    var refusal =
        Applications.refused(50076, "interaction_required", () -> to.signIn(to.desktop(), lab.person("secondFactor")));
    holds(refusal.claims() != null && refusal.claims().contains("access_token"), refusal.claims());
  }

  private void keptOut() throws Exception {
    Applications.refused(53003, "interaction_required", () -> to.signIn(to.desktop(), lab.person("blocked")));
  }

  private void correlation() throws Exception {
    String id = UUID.randomUUID().toString();
    PublicClientApplication app =
        PublicClientApplication.builder(lab.app("desktop")).authority(lab.authority()).correlationId(id).build();
    var refusal = Applications.refused(50126, "invalid_grant", () -> to.signIn(app, lab.person("staff").with("wrong")));
    equal(id, refusal.correlationId());
  }

  private void silently() throws Exception {
    PublicClientApplication app = to.desktop();
    IAuthenticationResult first = to.signIn(app, lab.person("staff"));
    var cached = SilentParameters.builder(Applications.SCOPES, first.account()).build();
    equal(TokenSource.CACHE, Applications.done(app.acquireTokenSilently(cached)).metadata().tokenSource());
    var forced = SilentParameters.builder(Applications.SCOPES, first.account()).forceRefresh(true).build();
    IAuthenticationResult renewed = Applications.done(app.acquireTokenSilently(forced));
    equal(TokenSource.IDENTITY_PROVIDER, renewed.metadata().tokenSource());
    holds(!renewed.accessToken().equals(first.accessToken()), "it is the same token");
  }

  private void revoked() throws Exception {
    PublicClientApplication app = to.desktop();
    IAuthenticationResult first = to.signIn(app, lab.person("revoked"));
    lab.browser("revoke", "person", "revoked");
    var forced = SilentParameters.builder(Applications.SCOPES, first.account()).forceRefresh(true).build();
    Applications.refused(50173, "invalid_grant", () -> Applications.done(app.acquireTokenSilently(forced)));
  }
}
