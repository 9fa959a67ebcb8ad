package org.sparklaunch.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts bearer tokens signed by an issuer whose public keys are in a file, as a JSON web key set. */
final class JwtTokens implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(JwtTokens.class);

    /** Public keys only: with a shared key, a server that verifies tokens could also sign them. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String userClaim;

    /**
     * The claims that a token must have.
     *
     * @param userClaim names the user, such as {@code sub}
     */
    record Wanted(String issuer, String audience, String userClaim) {}

    private JwtTokens(JWKSet keys, Wanted wanted, InstantSource clock) {
        this.userClaim = wanted.userClaim();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new Verifier(wanted, clock));
    }

    static JwtTokens read(Path keys, Wanted wanted, InstantSource clock) throws IOException {
        try {
            JWKSet set = JWKSet.load(keys.toFile());
            if (set.getKeys().isEmpty()) {
                throw new IOException("the file has no key in it");
            }
            return new JwtTokens(set, wanted, clock);
        } catch (ParseException e) {
            throw new IOException("not a JSON web key set: " + e.getMessage(), e);
        }
    }

    /** Checks the claims; a token expires to the second, by the given clock. */
    private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Verifier(Wanted wanted, InstantSource clock) {
            super(
                    wanted.audience(),
                    new JWTClaimsSet.Builder().issuer(wanted.issuer()).build(),
                    Set.of("exp", wanted.userClaim()));
            this.clock = clock;
            setMaxClockSkew(0);
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // The library's type.
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    @Override
    public Optional<String> user(Credentials presented) {
        return presented.bearer().flatMap(this::verify);
    }

    private Optional<String> verify(String token) {
        try {
            return Optional.ofNullable(processor.process(token, null).getStringClaim(userClaim));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // The reason names claims and never the token.
            log.debug("token refused: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String challenge() {
        return "Bearer";
    }
}
