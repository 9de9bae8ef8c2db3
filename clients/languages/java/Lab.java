package consumer;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lab's people and applications, and the scripted browser. */
public final class Lab extends Facts {
  public static final String CLOUD = "https://login.microsoftonline.com/";
  public static final String GRAPH = "https://graph.microsoft.com/.default";

  public record Person(String upn, String password) {
    public Person with(String other) {
      return new Person(upn, other);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();

  public Lab(String file) throws Exception {
    super(file);
  }

  public Person person(String role) {
    return new Person(get("person." + role + ".upn"), get("person." + role + ".password"));
  }

  public String app(String role) {
    return get("app." + role + ".id");
  }

  public String tenant() {
    return get("tenantId");
  }

  public String authority() {
    return CLOUD + tenant();
  }

  public Path certificate() {
    return Path.of(get("app.certified.certificate"));
  }

  public String pem() throws Exception {
    return Files.readString(certificate());
  }

  /** {@code browser("device", "code", code, "person", "staff")}: what the browser says. */
  public String browser(String what, String... query) throws Exception {
    StringBuilder address = new StringBuilder(get("browser")).append('/').append(what).append('?');
    for (int each = 0; each < query.length; each += 2) {
      String value = URLEncoder.encode(query[each + 1], StandardCharsets.UTF_8);
      address.append(query[each]).append('=').append(value).append('&');
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString())).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException("the browser says: " + answer.body());
    return answer.body();
  }

  /** A library opens its browser before or after it listens: this one needs no answer to go on. */
  public void open(String url, String role) {
    Thread browser = new Thread(() -> {
      try {
        browser("interactive", "url", url, "person", role);
      } catch (Exception wrong) {
        System.err.println(wrong);
      }
    });
    browser.setDaemon(true);
    browser.start();
  }

  /** The claims of a token as JSON text, unverified. */
  public static String claimsOf(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
  }

  public static Map<String, String> queryOf(String address) {
    return Stream.of(URI.create(address).getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
