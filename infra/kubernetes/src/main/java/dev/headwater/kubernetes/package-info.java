/**
 * Holds the rendered manifests of {@code k8s/} against published schemas, against each other and
 * against what the services of this repository really serve, read and are told.
 */
@NullMarked
package dev.headwater.kubernetes;

import org.jspecify.annotations.NullMarked;
