package afterimage.legacy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class IfMatchTest {

  @Test
  void no_header_expects_nothing_and_a_star_expects_something() {
    assertThat(IfMatch.expected(null)).isEqualTo(new ExpectedVersion.Any());
    assertThat(IfMatch.expected("*")).isEqualTo(new ExpectedVersion.Present());
  }

  @Test
  void tags_are_read_with_commas_within_and_between() {
    assertThat(IfMatch.expected("\"a\" , \"b,c\""))
        .isEqualTo(new ExpectedVersion.OneOf(List.of(new Version("a"), new Version("b,c"))));
  }

  @Test
  void a_weak_tag_is_never_met() {
    assertThat(IfMatch.expected("W/\"a\", \"b\""))
        .isEqualTo(new ExpectedVersion.OneOf(List.of(new Version("b"))));
  }

  @Test
  void the_form_is_that_of_the_standard() {
    assertThat(List.of("*", "\"\"", "\"a\"", "W/\"a\"", "\"a\",\"b\"", "\"a\" ,\t\"b\""))
        .allMatch(header -> header.matches(IfMatch.FORM));
    assertThat(List.of("", "a", "\"a", "\"a\" \"b\"", "\"a b\"", "*,\"a\"", "w/\"a\""))
        .noneMatch(header -> header.matches(IfMatch.FORM));
  }
}
