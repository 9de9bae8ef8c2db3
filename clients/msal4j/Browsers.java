package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.ResponseMode;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;

final class Browsers {
  private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-1";

  private final Applications to;
  private final Lab lab;

  Browsers(Applications to) {
    this.to = to;
    this.lab = to.lab;
  }

  void run() {
    for (String role : List.of("staff", "federated", "secondFactor")) {
      check("device code: signed in elsewhere (" + role + ")", () -> to.isOf(device(role, "yes"), lab.person(role)));
    }
    check("device code: declined", () -> {
      MsalServiceException refusal = Checks.fails(MsalServiceException.class, () -> device("staff", "no"));
      equal("authorization_declined", refusal.errorCode());
    });
    for (String role : List.of("staff", "federated")) {
      check("authorization code with PKCE through the sign-in page (" + role + ")", () -> code(role, ResponseMode.QUERY));
    }
    check("the same by form_post", () -> code("staff", ResponseMode.FORM_POST));
    check("a web application redeems its code with its secret", this::web);
    check("interactively: a browser is opened, and comes back to a port of the library's", () -> interactive("staff", null));
    check("interactively with a second factor, after the claims of a refusal", () -> {
      var refusal =
          Applications.refused(50076, "interaction_required", () -> to.signIn(to.desktop(), lab.person("secondFactor")));
      interactive("secondFactor", refusal.claims());
    });
  }

  private IAuthenticationResult device(String role, String answer) throws Exception {
    DeviceCodeFlowParameters parameters =
        DeviceCodeFlowParameters.builder(Applications.SCOPES, shown -> confirm(shown, role, answer)).build();
    return Applications.done(to.at(Lab.CLOUD + "organizations").acquireToken(parameters));
  }

  private void confirm(DeviceCode shown, String role, String answer) {
    equal("https://microsoft.com/devicelogin", shown.verificationUri());
    try {
      lab.browser("device", "code", shown.userCode(), "person", role, "confirm", answer);
    } catch (Exception wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private void code(String role, ResponseMode mode) throws Exception {
    var app = to.at(Lab.CLOUD + "organizations");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes());
    var request =
        AuthorizationRequestUrlParameters.builder("http://localhost", Applications.SCOPES)
            .responseMode(mode)
            .codeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
            .codeChallengeMethod("S256")
            .loginHint(lab.person(role).upn())
            .state("kept")
            .build();
    String address = lab.browser("authorize", "url", app.getAuthorizationRequestUrl(request).toString(), "person", role);
    Map<String, String> back = Lab.queryOf(address);
    equal("kept", back.get("state"));
    var parameters =
        AuthorizationCodeParameters.builder(back.get("code"), URI.create("http://localhost"))
            .scopes(Applications.SCOPES)
            .codeVerifier(VERIFIER)
            .build();
    to.isOf(Applications.done(app.acquireToken(parameters)), lab.person(role));
    Applications.refused(54005, "invalid_grant", () -> Applications.done(app.acquireToken(parameters)));
  }

  private void web() throws Exception {
    String redirect = lab.get("app.web.redirect");
    var app = to.confidential(lab.app("web"), ClientCredentialFactory.createFromSecret(lab.get("app.web.secret")));
    var request =
        AuthorizationRequestUrlParameters.builder(redirect, Applications.SCOPES).responseMode(ResponseMode.QUERY).build();
    String address = lab.browser("authorize", "url", app.getAuthorizationRequestUrl(request).toString(), "person", "staff");
    var parameters =
        AuthorizationCodeParameters.builder(Lab.queryOf(address).get("code"), URI.create(redirect))
            .scopes(Applications.SCOPES)
            .build();
    to.isOf(Applications.done(app.acquireToken(parameters)), lab.person("staff"));
  }

  private void interactive(String role, String claims) throws Exception {
    var browser = SystemBrowserOptions.builder().openBrowserAction(url -> lab.open(url.toString(), role)).build();
    var parameters =
        InteractiveRequestParameters.builder(URI.create("http://localhost"))
            .scopes(Applications.SCOPES)
            .systemBrowserOptions(browser)
            .claimsChallenge(claims)
            .httpPollingTimeoutInSeconds(20)
            .build();
    to.isOf(Applications.done(to.desktop().acquireToken(parameters)), lab.person(role));
    holds(!Applications.done(to.desktop().getAccounts()).iterator().hasNext(), "another application has its account");
  }
}
