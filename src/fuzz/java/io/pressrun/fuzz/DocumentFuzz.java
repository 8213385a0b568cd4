package io.pressrun.fuzz;

import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.job.JobFailedException;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A document from a stranger is parsed, or refused with the job's own exception. */
final class DocumentFuzz implements FuzzTarget {
    private final DocumentParser parser = new DocumentParser(new DocumentLimits(1 << 20, 1000, 100, 1000));
    private final ReferenceResolver references =
            new ReferenceResolver(URI.create("https://shop.example/"), Set.of("logo.png"));

    @Override
    public String name() {
        return "document";
    }

    @Override
    public void run(byte[] input) {
        try {
            var document = parser.parse(new String(input, StandardCharsets.UTF_8), references);
            document.fonts().complete();
            document.assets().forEach(asset -> {
                if (!asset.uri().isAbsolute()) {
                    throw new AssertionError("no address: " + asset);
                }
            });
        } catch (JobFailedException e) {
            // Refused.
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "<!doctype html><base href=//x.example/a/><title> a  b</title><p lang=de>x<img src=logo.png>",
                        "<style>@import 'a.css'</style><link rel='stylesheet' media=print href=b.css><style media=tv>",
                        "<table background=x><tr><td colspan=1e9 rowspan=0>1<td rowspan=65535><th colspan=-1></table>",
                        "<picture><source srcset='a.png 2x, b.png 100w' type=image/webp media='(x)'><img srcset=c></picture>",
                        "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='a.png'/><style>@import 'x'</style>"
                                + "<use href='#a' id=a /><script>1</script><foreignObject><p>x</foreignObject></svg>",
                        "<iframe srcdoc='<p>'></iframe><object data=a.svg></object><form><input type=image src=x></form>",
                        "<details><summary>a<template><p>b</template><noscript><img src=y></noscript><math><mi>x</math>")
                .map(html -> html.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return Stream.concat(
                        Stream.of("<td colspan=", "<base href=", "<img src=", "<link rel=stylesheet href=", "<a href="),
                        Stream.of(("<svg> <style> </style> <table> rowspan= srcset= style=\" xlink:href= xmlns: <!-- "
                                        + "<![CDATA[ &#x0; &amp; <template> <frameset> <math> data: \u0000")
                                .split(" ")))
                .toList();
    }

    @Override
    public int maxLength() {
        return 2048;
    }
}
