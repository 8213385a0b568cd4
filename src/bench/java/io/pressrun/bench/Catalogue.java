package io.pressrun.bench;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * A page with 40 files that come to light in three waves: the page names 2 stylesheets and 10 pictures, the stylesheets
 * name 2 more and 10 backgrounds, and those name 2 fonts and 14 backgrounds.
 */
final class Catalogue {
    static final int FILES = 40;
    static final int WAVES = 3;
    private static final int PICTURES = 34;
    private static final int SIDE = 48;
    private static final Path FONTS = Path.of("examples/certificate/fonts");

    private Catalogue() {}

    static String html() {
        return IntStream.range(0, PICTURES)
                .mapToObj(number -> number < 10
                        ? "<p><img src='" + number + ".png' alt=''> Article " + number + "</p>"
                        : "<p class='a" + number + "'>Article " + number + ", as delivered with the last order.</p>")
                .collect(Collectors.joining(
                        "",
                        "<!doctype html><title>Catalogue</title><link rel=stylesheet href=one.css>"
                                + "<link rel=stylesheet href=two.css><h1>Catalogue</h1>",
                        ""));
    }

    static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int number = 0; number < PICTURES; number++) {
            files.put(number + ".png", picture(number));
        }
        files.put("text.ttf", Files.readAllBytes(FONTS.resolve("Manrope-Regular.ttf")));
        files.put("title.ttf", Files.readAllBytes(FONTS.resolve("NotoSerifDisplay-Regular.ttf")));
        files.put("one.css", css("@import 'three.css'; p { height: 60px }", 10, 15));
        files.put("two.css", css("@import 'four.css';", 15, 20));
        files.put("three.css", css("@font-face { font-family: T; src: url(text.ttf) } p { font-family: T }", 20, 27));
        files.put("four.css", css("@font-face { font-family: H; src: url(title.ttf) } h1 { font-family: H }", 27, 34));
        return files;
    }

    private static byte[] css(String rules, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> ".a" + number + " { background: url(" + number + ".png) no-repeat }")
                .collect(Collectors.joining("\n", rules + "\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] picture(int number) throws IOException {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < SIDE; y++) {
                image.setRGB(x, y, Color.HSBtoRGB(number / (float) PICTURES, x / (float) SIDE, y / (float) SIDE));
            }
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    /** A PDF that lacks something came too soon. */
    static void check(String way, byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            Set<COSBase> pictures = Collections.newSetFromMap(new IdentityHashMap<>());
            var fonts = new TreeSet<String>();
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    if (page.getResources().isImageXObject(name)) {
                        pictures.add(page.getResources().getXObject(name).getCOSObject());
                    }
                }
                for (var name : page.getResources().getFontNames()) {
                    fonts.add(page.getResources().getFont(name).getName().replaceFirst("^[A-Z]{6}\\+", ""));
                }
            }
            if (pictures.size() != PICTURES
                    || !fonts.containsAll(List.of("Manrope-Regular", "NotoSerifDisplay-Regular"))) {
                throw new IllegalStateException(
                        way + ": " + pictures.size() + " pictures and the fonts " + fonts + " in the PDF");
            }
        }
    }
}
