package io.pressrun.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Job documents: one with every field, and what becomes of it when one field changes. */
final class JobDocuments {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String FULL = """
            {
              "id": "inv-2026-000123",
              "source": {"html": "<!doctype html><p>Invoice"},
              "baseUrl": "https://shop.example/",
              "assets": {"logo.png": "data:image/png;base64,AA==", "fonts/a.woff2": "s3://templates/a.woff2"},
              "page": {"size": "A4", "orientation": "portrait", "margin": "20mm"},
              "pdf": {
                "profile": "pdf", "title": "Invoice", "author": "Acme", "subject": "Sale", "keywords": ["a", "b"],
                "language": "en",
                "attachments": [{"name": "a.xml", "source": "logo.png", "mediaType": "application/xml",
                                 "description": "data", "relationship": "Data"}],
                "encryption": {"userPassword": "user-secret", "ownerPassword": "owner-secret",
                               "permissions": ["print"]}
              },
              "fetch": {"onMissing": "warn", "headers": [
                {"origin": "https://cdn.example", "name": "Authorization", "value": "Bearer header-secret"}]},
              "output": {"to": "store", "key": "invoices/2026/000123.pdf"},
              "notAfter": "2026-11-22T12:00:00Z",
              "labels": {"tenant": "acme"}
            }
            """;

    /**
     * A document under test.
     *
     * @param path of the field that differs from the full document
     */
    record Case(String path, String value, ObjectNode document) {
        @Override
        public String toString() {
            return path + " = " + (value.length() > 80 ? value.substring(0, 80) + "…" : value);
        }
    }

    private JobDocuments() {}

    static ObjectNode full() {
        return (ObjectNode) MAPPER.readTree(FULL);
    }

    /** The full document with a JSON value at a path such as {@code pdf.attachments.0.name}. */
    static Case with(String path, String json) {
        ObjectNode document = full();
        String[] names = path.split("\\.", -1);
        JsonNode parent = document;
        for (String name : Arrays.copyOf(names, names.length - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(name)) : parent.get(name);
        }
        String last = names[names.length - 1];
        JsonNode value = MAPPER.readTree(json);
        switch (parent) {
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            case ObjectNode object -> object.set(last, value);
            default -> throw new IllegalArgumentException(path);
        }
        return new Case(path, json, document);
    }

    private static Case document(String json) {
        return new Case("document", json, (ObjectNode) MAPPER.readTree(json));
    }

    private static Stream<Case> each(String path, String... texts) {
        return Arrays.stream(texts).map(text -> with(path, MAPPER.writeValueAsString(text)));
    }

    static List<Case> valid() {
        var cases = new ArrayList<Case>();
        cases.add(new Case("", "full", full()));
        cases.add(document("{\"source\": {\"url\": \"https://a.example\"}}"));
        cases.add(document("{\"source\": {\"object\": \"s3://bucket/key.html\"}, \"page\": {}, \"pdf\": {}}"));
        cases.add(document("{\"source\": {\"object\": \"invoices/a b.html\"}, \"fetch\": {}, \"labels\": {}}"));
        cases.add(document("{\"source\": {\"html\": \"x\"}, \"output\": {\"to\": \"topic\"}}"));
        cases.add(
                document("{\"source\": {\"html\": \"x\"}, \"pdf\": {\"profile\": \"pdf/a-1b\", \"attachments\": []}}"));
        cases.add(with("pdf.attachments", "[]"));
        cases.add(with("labels", "{}"));
        Stream.of(
                        each("id", "x", "a b", "😀".repeat(255), "ü"),
                        each("source.html", " ", "\u0000", "x".repeat(100_000)),
                        each(
                                "baseUrl",
                                "http://a",
                                "HTTPS://a.b:65535?x#y",
                                "http://10.0.0.1/",
                                "http://[::1]/",
                                "https://xn--bcher-kva.example./%C3%BC"),
                        each("page.size", "a3", "JIS-b4", "Tabloid", "210mm", "8.5in  11in", ".5in 1PC", "100Q 5q"),
                        each("page.orientation", "landscape"),
                        each("page.margin", "0", "0 0", "1mm 2cm 3in 4pt", ".5px", "0MM"),
                        each("pdf.title", "😀".repeat(1000)),
                        each(
                                "pdf.language",
                                "de",
                                "zh-Hans-CN",
                                "sl-rozaj-biske",
                                "x-a",
                                "en-a-bbb-x-a-ccc",
                                "mn-Cyrl-MN"),
                        each("pdf.attachments.0.name", "…", ".a", "a..b", "a:b"),
                        each("pdf.attachments.0.source", "fonts/a.woff2", "data:,", "http://a/b", "s3://abc/d"),
                        each("pdf.attachments.0.relationship", "Source", "Unspecified"),
                        each("pdf.attachments.0.mediaType", "image/svg+xml"),
                        each("fetch.headers.0.origin", "http://a:8080", "https://[::1]", "HTTPS://A.example:443"),
                        each("fetch.headers.0.name", "X", "Cookie", "x-host", "Te-x", "Hosts"),
                        each("fetch.headers.0.value", "x", "a \t b"),
                        each("fetch.onMissing", "fail"),
                        Stream.of(
                                with("fetch.onMissing", "{}"),
                                with("fetch.onMissing", "{\"stylesheet\": \"fail\", \"font\": \"warn\"}"),
                                with("fetch.onMissing", "{\"image\": \"fail\", \"other\": \"fail\"}")),
                        each("output.key", "a", "a/b", "...", "..a/b..", ".a", "a:b", "ü".repeat(512), "a\u3000b"),
                        each(
                                "notAfter",
                                "2024-02-29T23:59:59.123456789+18:00",
                                "0001-01-01T00:00:00-00:30",
                                "2026-11-22T12:00:00.1Z"),
                        each("assets.x", "data:,", "DATA:a;b,c\nd", "http://a/b?c", "s3://a-b.c/d%20e", "s3://abc/d@e"),
                        each("labels.x", "y", "😀".repeat(255)))
                .flatMap(stream -> stream)
                .forEach(cases::add);
        return cases;
    }

    /** Documents that both the schema and the codec refuse, naming the path. */
    static List<Case> invalid() {
        var cases = new ArrayList<Case>();
        for (String path : List.of(
                "nonsense",
                "source.file",
                "page.sizes",
                "pdf.Title",
                "pdf.attachments.0.type",
                "pdf.encryption.password",
                "fetch.header",
                "fetch.headers.0.url",
                "output.path")) {
            cases.add(with(path, "\"x\""));
        }
        for (String path : List.of(
                "id",
                "source.html",
                "baseUrl",
                "page.size",
                "page.orientation",
                "page.margin",
                "pdf.profile",
                "pdf.title",
                "pdf.author",
                "pdf.subject",
                "pdf.keywords.0",
                "pdf.language",
                "pdf.attachments.0.name",
                "pdf.attachments.0.source",
                "pdf.attachments.0.mediaType",
                "pdf.attachments.0.description",
                "pdf.attachments.0.relationship",
                "pdf.encryption.userPassword",
                "pdf.encryption.ownerPassword",
                "pdf.encryption.permissions.0",
                "fetch.headers.0.origin",
                "fetch.headers.0.name",
                "fetch.headers.0.value",
                "output.to",
                "output.key",
                "notAfter",
                "assets.x",
                "labels.tenant")) {
            for (String json : List.of("null", "1", "true", "[]", "{}", "\"\"")) {
                cases.add(with(path, json));
            }
        }
        for (String json : List.of("null", "1", "true", "[]", "\"\"")) {
            cases.add(with("fetch.onMissing", json));
        }
        for (String path : List.of("source", "assets", "page", "pdf", "fetch", "output", "labels", "pdf.encryption")) {
            for (String json : List.of("null", "1.5", "false", "[]", "\"x\"")) {
                cases.add(with(path, json));
            }
        }
        for (String path : List.of("pdf.keywords", "pdf.attachments", "pdf.encryption.permissions", "fetch.headers")) {
            for (String json : List.of("null", "1", "{}", "\"x\"", "[null]")) {
                cases.add(with(path, json));
            }
        }
        cases.add(with("source", "{}"));
        cases.add(with("source", "{\"html\": \"x\", \"url\": \"https://a.example\"}"));
        cases.add(with("source", "{\"url\": \"ftp://a.example\"}"));
        for (String object :
                List.of("", "/a", "a/../b", "..", "a//b", "a\\\\b", "http://a/b", "s3://ab/c", "s3:a", "a/")) {
            cases.add(with("source", "{\"object\": \"" + object + "\"}"));
        }
        cases.add(with("output", "{}"));
        cases.add(with("output", "{\"key\": \"a.pdf\"}"));
        cases.add(with("output", "{\"to\": \"topic\", \"key\": \"a.pdf\"}"));
        cases.add(with("pdf.encryption", "{}"));
        cases.add(with("pdf.encryption.permissions", "[\"print\", \"print\"]"));
        cases.add(with("pdf.attachments", "[{\"name\": \"a\"}]"));
        cases.add(with("pdf.attachments", "[{\"source\": \"logo.png\"}]"));
        cases.add(with("fetch.headers", "[{\"origin\": \"https://a.example\", \"name\": \"x\"}]"));
        cases.add(with(
                "pdf", "{\"profile\": \"pdf/a-2u\", \"attachments\": [{\"name\": \"a\", \"source\": \"data:,\"}]}"));
        cases.add(with("pdf", "{\"profile\": \"pdf/a-3b\", \"encryption\": {\"ownerPassword\": \"a\"}}"));
        cases.add(with("labels", MAPPER.writeValueAsString(Map.of("x".repeat(64), "v"))));
        cases.add(with("labels", "{\"\": \"v\"}"));
        cases.add(with("labels", many(33, "\"l%d\": \"v\"", "{", "}")));
        cases.add(with("assets", many(1001, "\"a%d\": \"data:,\"", "{", "}")));
        cases.add(with("pdf.keywords", many(65, "\"k%d\"", "[", "]")));
        for (String name : List.of("", "/a", "../a", "a/..", "a//b", "./a", "a\\\\b", "a/", "a:b", "a\\nb")) {
            cases.add(with("assets", "{\"" + name + "\": \"data:,\"}"));
        }
        Stream.of(
                        each("id", "x".repeat(256), "a\nb", "\u007f", "\u0085"),
                        each(
                                "baseUrl",
                                "shop.example",
                                "/a",
                                "//a/b",
                                "ftp://a/",
                                "https:///a",
                                "https://user:pass@a/",
                                "https://u@a/",
                                "https://a b/",
                                "https://a/ü",
                                "https://bücher.example/",
                                "https://a/%zz",
                                "https://a/%",
                                "https://a:0/",
                                "https://a:65536/",
                                "https://a_b/",
                                "https://256.1.1.1/",
                                "https://1.2.3/",
                                "https://a/b c",
                                "https://a/<b>",
                                "https://a#b#c",
                                "https://a/\n",
                                "https://a/" + "b".repeat(8192)),
                        each(
                                "page.size",
                                "A44",
                                "A0",
                                "A4 landscape",
                                "A4\n",
                                " A4",
                                "210",
                                "-1mm 2mm",
                                "1mm 2mm 3mm",
                                "10em",
                                "10%",
                                "1e3mm",
                                "1mm;}",
                                "A4} body{",
                                "10mm/*",
                                "calc(1mm)",
                                "1 mm",
                                "auto",
                                "١mm"),
                        each("page.orientation", "Portrait", "landscpe", "PORTRAIT"),
                        each(
                                "page.margin",
                                "1mm 1mm 1mm 1mm 1mm",
                                "-1mm",
                                "1",
                                "0 1",
                                "1mm,2mm",
                                "auto",
                                "5%",
                                "1mm; size: a5",
                                "var(--a)",
                                "1mm\n2mm"),
                        each("pdf.profile", "PDF", "pdf/a-4", "pdf/a-3a"),
                        each("pdf.title", "a\tb", "a\u0000", "x".repeat(1001), "\ufffe"),
                        each("pdf.keywords.0", "a\nb", "x".repeat(256)),
                        each(
                                "pdf.language",
                                "e",
                                "en_US",
                                "en-",
                                "english-language-x",
                                "en-a",
                                "123",
                                "de-",
                                "a-b",
                                "ü"),
                        each("pdf.attachments.0.name", ".", "..", "a/b", "a\\b", "a\nb", "x".repeat(256)),
                        each(
                                "pdf.attachments.0.source",
                                "../a",
                                "ftp://a/b",
                                "file:///etc/passwd",
                                "data:nocomma",
                                "/a"),
                        each("pdf.attachments.0.mediaType", "xml", "a/b; c=d", "a/b/c", "/b"),
                        each("pdf.attachments.0.relationship", "data", "EncryptedPayload"),
                        each("pdf.encryption.permissions.0", "PRINT", "fill_forms", "all"),
                        each("pdf.encryption.ownerPassword", "x".repeat(128), "a\nb"),
                        each("fetch.onMissing", "ignore", "WARN"),
                        Stream.of(
                                with("fetch.onMissing", "{\"images\": \"fail\"}"),
                                with("fetch.onMissing", "{\"image\": \"ignore\"}"),
                                with("fetch.onMissing", "{\"image\": null}")),
                        each(
                                "fetch.headers.0.origin",
                                "cdn.example",
                                "https://a/",
                                "https://a/b",
                                "https://a?",
                                "https://*",
                                "https://u@a",
                                "ftp://a",
                                "https://a:",
                                "https://a:99999",
                                "null"),
                        each(
                                "fetch.headers.0.name",
                                "Host",
                                "host",
                                "CONTENT-length",
                                "Connection",
                                "transfer-encoding",
                                "Proxy-Authorization",
                                "te",
                                "a b",
                                "a:",
                                ":path",
                                "a\r\nb",
                                "ü"),
                        each("fetch.headers.0.value", "a\r\nb: c", " a", "a ", "ü", "a\u0000", "x".repeat(8193)),
                        each("output.to", "s3", "Store", "directory"),
                        each(
                                "output.key",
                                "/a",
                                "a/",
                                "a//b",
                                "..",
                                "../a",
                                "a/../b",
                                "a/..",
                                "a/./b",
                                ".",
                                "a\\b",
                                "a\nb",
                                "a\u0000",
                                "a\u2028/../b",
                                "x".repeat(1025)),
                        each(
                                "notAfter",
                                "2026-11-22",
                                "2026-11-22T12:00:00",
                                "2026-11-22 12:00:00Z",
                                "2026-11-22T12:00Z",
                                "2026-13-01T00:00:00Z",
                                "2026-02-30T00:00:00Z",
                                "2026-01-01T24:00:00Z",
                                "2026-01-01T00:00:60Z",
                                "2026-01-01T00:00:00+19:00",
                                "tomorrow",
                                "2026-01-01T00:00:00Z\n"),
                        each(
                                "assets.x",
                                "logo.png",
                                "ftp://a/b",
                                "file:///a",
                                "data:",
                                "data:image/png",
                                "javascript:a,b",
                                "s3://ab/c",
                                "s3://abc/",
                                "s3://abc/../d",
                                "s3://abc/a/%2e%2e/d",
                                "s3://abc/a%2Fb",
                                "s3://abc/a b",
                                "S3://abc/d",
                                "//a/b"),
                        each("labels.tenant", "a\nb", "x".repeat(256)))
                .flatMap(stream -> stream)
                .forEach(cases::add);
        return cases;
    }

    /** Documents that only the codec refuses: what a JSON Schema has no words for. */
    static Map<String, Case> beyondTheSchema() {
        return Map.of(
                "key length in bytes",
                        each("output.key", "ü".repeat(513)).findFirst().orElseThrow(),
                "password length in bytes",
                        each("pdf.encryption.ownerPassword", "ü".repeat(64))
                                .findFirst()
                                .orElseThrow(),
                "page smaller than PDF allows", with("page.size", "\"1pt 2pt\""),
                "page larger than PDF allows", with("page.size", "\"99999mm\""),
                "margin larger than any page", with("page.margin", "\"99999in\""),
                "attachment that no asset matches", with("pdf.attachments.0.source", "\"absent.xml\""),
                "two attachments of one name",
                        with(
                                "pdf.attachments",
                                "[{\"name\": \"a\", \"source\": \"data:,\"}, {\"name\": \"a\", \"source\": \"data:,\"}]"),
                "digits of an IPv6 address", with("baseUrl", "\"https://[::::]/\""),
                "half of a surrogate pair", with("source.html", "\"\\ud800\""),
                "half of a surrogate pair in a name", withLabel("\udc00"));
    }

    /** A name that Jackson would not read. */
    private static Case withLabel(String name) {
        ObjectNode document = full();
        document.withObject("labels").put(name, "x");
        return new Case("labels", name, document);
    }

    private static String many(int count, String item, String open, String close) {
        var items = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            items.add(String.format(Locale.ROOT, item, i));
        }
        return open + String.join(",", items) + close;
    }
}
