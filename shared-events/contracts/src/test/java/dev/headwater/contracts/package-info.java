@org.jspecify.annotations.NullMarked
package dev.headwater.contracts;
