package io.pressrun.fuzz;

import java.util.List;

/** Something that must hold for any bytes. */
public interface FuzzTarget {
    String name();

    /** Throws, an {@link Error} or whatever comes out of the code under test, when it does not hold. */
    void run(byte[] input) throws Exception;

    /** Inputs to begin with, those among them that once were findings. */
    List<byte[]> seeds();

    /** Words of the inputs' language. */
    List<String> words();

    /** Longer inputs are not tried. */
    default int maxLength() {
        return 512;
    }
}
