@NullMarked
package dev.headwater.kubernetes;

import org.jspecify.annotations.NullMarked;
