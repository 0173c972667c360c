package dev.headwater.inventory.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param quantity pieces
 */
@Schema(name = "ReceiveStock")
public record ReceiveStockRequest(@NotNull @Min(1) @Max(10_000_000) Integer quantity) {}
