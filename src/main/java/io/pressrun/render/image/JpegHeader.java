package io.pressrun.render.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a JPEG's segments tell ahead of its pixels (ITU-T T.81, B.2; CIPA DC-008, 4.6).
 *
 * @param components colour channels; 0 when no frame was found
 * @param orientation of EXIF, 1 (upright) to 8
 */
record JpegHeader(int components, int orientation) {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    static JpegHeader of(byte[] file) {
        int orientation = 1;
        try {
            var in = ByteBuffer.wrap(file);
            in.position(2);
            while (true) {
                int marker = nextMarker(in);
                if (marker == 0xDA || marker == 0xD9) {
                    return new JpegHeader(0, orientation);
                }
                int length = (in.getShort() & 0xFFFF) - 2;
                if (length < 0) {
                    return new JpegHeader(0, orientation);
                }
                var segment = in.slice(in.position(), length);
                if (isFrame(marker)) {
                    return new JpegHeader(segment.get(5), orientation);
                }
                if (marker == 0xE1 && orientation == 1) {
                    orientation = orientation(segment);
                }
                in.position(in.position() + length);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return new JpegHeader(0, orientation);
        }
    }

    /** How often the file goes over the picture, at the most: within scans the byte FF is followed by 00 (B.1.1.5). */
    static int scans(byte[] file) {
        int scans = 0;
        for (int i = 1; i < file.length; i++) {
            scans += file[i] == (byte) 0xDA && file[i - 1] == (byte) 0xFF ? 1 : 0;
        }
        return scans;
    }

    private static int nextMarker(ByteBuffer in) {
        int marker = 0;
        while (marker == 0 || marker == 0xFF || marker >= 0xD0 && marker <= 0xD8) {
            int b = in.get() & 0xFF;
            while (b != 0xFF) {
                b = in.get() & 0xFF;
            }
            while (b == 0xFF) {
                b = in.get() & 0xFF;
            }
            marker = b;
        }
        return marker;
    }

    /** SOF0 to SOF15 without the tables that lie among their numbers. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int orientation(ByteBuffer segment) {
        try {
            if (segment.getInt(0) != 0x45786966) {
                return 1;
            }
            var tiff = segment.slice(6, segment.limit() - 6);
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
                    int value = tiff.getShort(entry + 8);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        } catch (IndexOutOfBoundsException e) {
            return 1;
        }
    }
}
