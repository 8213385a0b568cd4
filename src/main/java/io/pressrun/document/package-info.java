/** HTML text to a W3C document, its limits and the list of what it names. Pure: no input or output. */
@NullMarked
package io.pressrun.document;

import org.jspecify.annotations.NullMarked;
