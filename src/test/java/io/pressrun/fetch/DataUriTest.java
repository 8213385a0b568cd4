package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {
    private static final URI NAME = URI.create("data:,name");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data:,hello                                   | hello | text/plain;charset=US-ASCII
            DATA:,hello                                   | hello | text/plain;charset=US-ASCII
            data:text/css,a%20b%zz                        | a b%zz | text/css
            data:text/css;charset=utf-8,%C3%BC            | ü | text/css;charset=utf-8
            data:;charset=utf-8,x                         | x | text/plain;charset=utf-8
            data:image/png;base64,aGVsbG8=                | hello | image/png
            data:image/png;base64,aGVsbG8                 | hello | image/png
            data:image/png;BASE64,aGVs%20bG8%3D           | hello | image/png
            data:image/png;base64,aGVs bG8=               | hello | image/png
            data:image/png; base64,aGVsbG8=               | hello | image/png
            data:image/svg+xml;utf8,<svg width='1'/>      | <svg width='1'/> | image/svg+xml;utf8
            data:;base64,aGVsbG8                          | hello | text/plain;charset=US-ASCII
            data:text/plain,a,b                           | a,b | text/plain
            data:text/plain,a#fragment                    | a | text/plain
            """)
    void data_isDecoded(String text, String body, String type) {
        Asset.Found asset = found(DataUri.decode(NAME, text, 1000));

        assertThat(asset.bytes()).asString().isEqualTo(body);
        assertThat(asset.contentType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:",
                "data:image/png;base64",
                "data:text/plain;base64,a",
                "data:;base64,@@@@",
                "data:;base64,aGVsbG8=="
            })
    void dataThatIsBroken_isAbsent(String text) {
        assertAbsent(DataUri.decode(NAME, text, 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "'data:,1234', true",
        "'data:,12345', false",
        "'data:;base64,MTIzNA', true",
        "'data:;base64,MTIzNDU', false",
        "'data:,%31%32%33%34', true",
        "'data:,%31%32%33%34%35', false",
        "'data:;base64, M T%0AIz  %4eA = %20 =', true",
        "'data:;base64,MTI%7aNDU=', false",
        "'data:,1234#fragment', true",
        "'data:,ää', true",
        "'data:,äää', false"
    })
    void dataOverTheLimit_isAbsent(String text, boolean fits) {
        assertThat(DataUri.decode(NAME, text, 4) instanceof Asset.Found).isEqualTo(fits);
    }

    @Test
    void dataUris_areAnsweredWithoutTheNetworkAndNotCountedAsAssets() {
        try (AssetFetcher fetcher = fetcher(Fetching.withLimits(reaching(), 1000, 1000, 0));
                JobAssets assets = open(fetcher)) {
            assertThat(found(await(assets.fetch(URI.create("Data:text/css,a"), AssetKind.STYLESHEET)))
                            .bytes())
                    .isEqualTo("a".getBytes(StandardCharsets.UTF_8));
            assertAbsent(await(assets.fetch(URI.create("data:nothing"), AssetKind.IMAGE)));
            assertAbsent(await(assets.fetch(URI.create("data:," + "x".repeat(1001)), AssetKind.IMAGE)));
        }
    }
}
