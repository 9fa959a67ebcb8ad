package org.sparklaunch.querytracker.yson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against PyPI's {@code ytsaurus-yson}, the original's own reader and writer; skipped where Python has none. */
class YsonOriginalTest {
    private static final String PYTHON = System.getenv().getOrDefault("PYSPARK_PYTHON", "python3");
    private static final String REWRITE = """
            import sys
            try:
                import yt_yson_bindings as yson
            except ImportError:
                sys.exit(77)
            for style in ("text", "binary", "pretty"):
                value = yson.loads(open(sys.argv[1] + "." + style, "rb").read(), encoding=None)
                open(sys.argv[1] + "." + style + ".back", "wb").write(yson.dumps(value, yson_format=style))
            """;

    @TempDir
    private Path folder;

    @Test
    void libraryOfYtsaurusReadsAndWritesTheSame() throws Exception {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (int seed = 0; seed < 500; seed++) {
            values.add(new RandomYson(seed).value(3));
        }
        for (YsonStyle style : YsonStyle.values()) {
            Files.write(file(style, ""), YsonWriter.write(values, style));
        }

        rewrite();

        for (YsonStyle style : YsonStyle.values()) {
            JsonNode back = YsonReader.read(Files.readAllBytes(file(style, ".back")));
            for (int i = 0; i < values.size(); i++) {
                assertThat(back.path(i)).as("%s, seed %d", style, i).isEqualTo(values.path(i));
            }
        }
    }

    private Path file(YsonStyle style, String suffix) {
        return folder.resolve("values." + style.name().toLowerCase(Locale.ROOT) + suffix);
    }

    private void rewrite() throws Exception {
        Process process = new ProcessBuilder(
                        PYTHON, "-c", REWRITE, folder.resolve("values").toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(process.exitValue() != 77, PYTHON + " has no ytsaurus-yson; scripts/test installs it");
        assertThat(process.exitValue()).as(out).isZero();
    }
}
