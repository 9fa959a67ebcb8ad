package org.sparklaunch.authentication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.digest.RandomBytes;
import org.sparklaunch.platform.digest.Sha256;

/**
 * Checks passwords against a file of lines {@code user:bcrypt hash}, as {@code htpasswd -B} writes it. A changed file takes
 * effect at the next request.
 */
final class PasswordFile implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(PasswordFile.class);
    private static final String HASH = "\\$2[abxy]\\$\\d\\d\\$.{53}";

    private final Path file;
    private final PasswordHashes.Check check;

    // A bcrypt hash takes a tenth of a second by design. A password that was right once is recognized by a salted
    // digest.
    private final byte[] salt = RandomBytes.create(32);
    private volatile State state;

    /** The content of the file, and the digests of passwords that were accepted by it. */
    private record State(FileTime written, PasswordHashes hashes, Map<String, byte[]> proved) {}

    private PasswordFile(Path file, PasswordHashes.Check check) throws IOException {
        this.file = file;
        this.check = check;
        this.state = load(file, check);
    }

    static PasswordFile read(Path file) throws IOException {
        return read(file, PasswordHashes.BCRYPT);
    }

    static PasswordFile read(Path file, PasswordHashes.Check check) throws IOException {
        return new PasswordFile(file, check);
    }

    private static State load(Path file, PasswordHashes.Check check) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        Map<String, String> hashes = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int colon = line.indexOf(':');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (colon < 1 || !line.substring(colon + 1).matches(HASH)) {
                throw new IOException(
                        "line " + (i + 1) + " is not user:hash with a bcrypt hash; write it with htpasswd -B");
            }
            hashes.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return new State(written, new PasswordHashes(hashes, check), new ConcurrentHashMap<>());
    }

    @Override
    public Optional<String> user(Credentials presented) {
        return presented.basic().filter(this::isRight).map(Credentials.Basic::user);
    }

    @Override
    public Optional<String> known(Credentials presented) {
        return presented.basic().filter(this::isKnown).map(Credentials.Basic::user);
    }

    private boolean isKnown(Credentials.Basic basic) {
        refresh();
        byte[] known = state.proved().get(basic.user());
        return known != null && MessageDigest.isEqual(known, digest(basic));
    }

    private boolean isRight(Credentials.Basic basic) {
        refresh();
        State checked = state;
        boolean right = checked.hashes().isRight(basic.user(), basic.password());
        if (right) {
            checked.proved().put(basic.user(), digest(basic));
        }
        return right;
    }

    private byte[] digest(Credentials.Basic basic) {
        MessageDigest digest = Sha256.create();
        digest.update(salt);
        return digest.digest((basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8));
    }

    private void refresh() {
        try {
            if (!Files.getLastModifiedTime(file).equals(state.written())) {
                state = load(file, check);
            }
        } catch (IOException e) {
            log.error(
                    "cannot read the password file {}: {}; the passwords read before remain valid",
                    file,
                    e.getMessage());
        }
    }

    @Override
    public String challenge() {
        return "Basic realm=\"spark-launch\"";
    }
}
