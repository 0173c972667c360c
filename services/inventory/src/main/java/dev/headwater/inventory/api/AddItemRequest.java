package dev.headwater.inventory.api;

import dev.headwater.runtime.http.MoneyJson;
import dev.headwater.runtime.http.PositiveMoney;
import dev.headwater.runtime.http.ResourceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product that is to be sold. */
@Schema(name = "AddItem")
public record AddItemRequest(
        @NotNull @ResourceId String sku,
        @NotBlank @Size(max = 200) String name,
        @NotNull @Valid @PositiveMoney MoneyJson unitPrice) {}
