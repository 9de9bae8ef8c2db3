package consumer;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What the program is tried on, as the file that it is given describes it. */
public class Facts {
  private final Properties facts = new Properties();

  public Facts(String file) throws Exception {
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      facts.load(reader);
    }
  }

  public final String get(String key) {
    String value = facts.getProperty(key);
    if (value == null) throw new IllegalArgumentException("the description has no " + key);
    return value;
  }

  public final Path folder() {
    return Path.of(get("folder"));
  }
}
