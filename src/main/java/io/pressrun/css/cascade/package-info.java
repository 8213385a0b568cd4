/**
 * The cascade (css-cascade-5): stylesheets compiled once for all documents, put in order for one, and matched on its
 * elements, until each property of each element has one declared value.
 */
@NullMarked
package io.pressrun.css.cascade;

import org.jspecify.annotations.NullMarked;
