@NullMarked
package dev.headwater.runtime.process;

import org.jspecify.annotations.NullMarked;
