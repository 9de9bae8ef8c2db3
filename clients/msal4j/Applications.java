package consumer;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.UserNamePasswordParameters;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The applications as MSAL has them, and what it says of a sign-in. */
final class Applications {
  static final Set<String> SCOPES = Set.of("User.Read");

  final Lab lab;

  Applications(Lab lab) {
    this.lab = lab;
  }

  PublicClientApplication at(String authority) throws Exception {
    return PublicClientApplication.builder(lab.app("desktop")).authority(authority).build();
  }

  PublicClientApplication desktop() throws Exception {
    return at(lab.authority());
  }

  ConfidentialClientApplication confidential(String id, IClientCredential credential) throws Exception {
    return ConfidentialClientApplication.builder(id, credential).authority(lab.authority()).build();
  }

  IAuthenticationResult signIn(PublicClientApplication app, Lab.Person person) throws Exception {
    return done(app.acquireToken(parameters(person)));
  }

  static UserNamePasswordParameters parameters(Lab.Person person) {
    return UserNamePasswordParameters.builder(SCOPES, person.upn(), person.password().toCharArray()).build();
  }

  /** What it came to, or why it did not. */
  static <T> T done(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException wrong) {
      throw wrong.getCause() instanceof Exception cause ? cause : wrong;
    }
  }

  void isOf(IAuthenticationResult result, Lab.Person person) {
    Checks.equal(person.upn(), result.account().username());
    String claims = Lab.claimsOf(result.idToken());
    Checks.holds(claims.contains("\"tid\":\"" + lab.tenant() + "\""), claims);
    Checks.holds(claims.contains("\"preferred_username\":\"" + person.upn() + "\""), claims);
    Checks.holds(result.scopes().contains("User.Read"), result.scopes());
  }

  static MsalServiceException refused(int code, String error, Checks.Step step) throws Exception {
    MsalServiceException refusal = Checks.fails(MsalServiceException.class, step);
    Checks.holds(refusal.getMessage().contains("AADSTS" + code + ": "), refusal.getMessage());
    Checks.equal(error, refusal.errorCode());
    return refusal;
  }
}
