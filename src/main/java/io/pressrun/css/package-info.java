/** What stylesheets say: which files and fonts they ask for, and which of their rules the engine is given. Pure. */
@NullMarked
package io.pressrun.css;

import org.jspecify.annotations.NullMarked;
