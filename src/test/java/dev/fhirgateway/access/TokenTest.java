package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void aTokenIs256RandomBitsBehindAPrefix() {
        String token = Token.random(RANDOM);

        assertThat(token).matches("frg_[A-Za-z0-9_-]{43}");
        assertThat(Base64.getUrlDecoder().decode(token.substring(4))).hasSize(32);
    }

    @Test
    void noTwoTokensAreAlike() {
        assertThat(Stream.generate(() -> Token.random(RANDOM)).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void aHashKnowsItsTokenOnly() {
        TokenHash hash = TokenHash.of("frg_one", RANDOM);

        assertThat(hash.matches("frg_one")).isTrue();
        assertThat(hash.matches("frg_on")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void aHashIsThatOfSaltAndToken() {
        // printf '0123456789abcdeffrg_one' | openssl dgst -sha256 -binary | base64
        TokenHash hash = TokenHash.parse("MDEyMzQ1Njc4OWFiY2RlZg==", "K5H0NFzvHVbZik0dFzn6qxlk2ZwBTr5+M2tQr6hVShg=");

        assertThat(hash.matches("frg_one")).isTrue();
    }

    @Test
    void theSameTokenIsHashedDifferentlyEachTime() {
        assertThat(TokenHash.of("frg_one", RANDOM).hash())
                .isNotEqualTo(TokenHash.of("frg_one", RANDOM).hash());
    }

    @Test
    void aHashSurvivesItsText() {
        TokenHash hash = TokenHash.of("frg_one", RANDOM);

        assertThat(TokenHash.parse(hash.salt(), hash.hash()).matches("frg_one")).isTrue();
    }

    @Test
    void aHashThatCouldMatchTooEasilyIsRefused() {
        TokenHash hash = TokenHash.of("frg_one", RANDOM);

        assertThatIllegalArgumentException().isThrownBy(() -> TokenHash.parse("", hash.hash()));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenHash.parse(hash.salt(), ""));
    }
}
