@NullMarked
package dev.headwater.runtime.process.run;

import org.jspecify.annotations.NullMarked;
