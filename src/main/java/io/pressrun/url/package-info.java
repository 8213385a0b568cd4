/** Web addresses: parsing, resolving and encoding them, and what of a document leads where. Pure. */
@NullMarked
package io.pressrun.url;

import org.jspecify.annotations.NullMarked;
