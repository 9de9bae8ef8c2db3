package consumer;

import java.util.Objects;

/** What was tried and how it went, a line each on standard output: {@code ok<TAB>what}, or {@code no<TAB>what<TAB>instead}; {@code done} at the end. */
public final class Checks {
  private static final int MOST = 600;
  private static final String WANTED = System.getenv("CONSUMER_ONLY");

  public interface Step {
    void run() throws Exception;
  }

  private Checks() {}

  public static void check(String what, Step step) {
    if (WANTED != null && !what.contains(WANTED)) return;
    try {
      step.run();
      print("ok\t" + line(what));
    } catch (Throwable wrong) {
      print("no\t" + line(what) + "\t" + shortened(line(String.valueOf(wrong))));
      if (WANTED != null) wrong.printStackTrace();
    }
  }

  public static void equal(Object expected, Object found) {
    if (!Objects.equals(expected, found)) throw new Unexpected("expected " + expected + ", found " + found);
  }

  public static void holds(boolean fact, String otherwise) {
    if (!fact) throw new Unexpected(otherwise);
  }

  /** The failure that a step ends in. */
  public static <T extends Throwable> T fails(Class<T> with, Step step) throws Exception {
    try {
      step.run();
    } catch (Throwable thrown) {
      if (with.isInstance(thrown)) return with.cast(thrown);
      throw new Unexpected("expected " + with.getSimpleName() + ", found " + thrown);
    }
    throw new Unexpected("expected " + with.getSimpleName() + ", but it went through");
  }

  /** All was tried. */
  public static void done() {
    print("done");
  }

  private static synchronized void print(String text) {
    System.out.println(text);
    System.out.flush();
  }

  private static String shortened(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + " …";
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
  }

  private static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }

    @Override
    public String toString() {
      return getMessage();
    }
  }
}
