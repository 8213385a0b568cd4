/** The fonts of documents, of the jar and of the machine: found, unpacked, checked, and embedded in the PDF. */
@NullMarked
package io.pressrun.render.font;

import org.jspecify.annotations.NullMarked;
