-- Read models of orders. All of it comes back from the topics: see the projections of the same names.

create table order_view (
    order_id       varchar(64)  collate "C" primary key,
    customer_id    varchar(64)  not null,
    status         varchar(16)  not null,
    reason         varchar(32),
    detail         text,
    total_minor    bigint       not null,
    currency       varchar(3)   not null,
    lines          text         not null,
    payment_method varchar(64)  not null,
    placed_at      timestamptz  not null,
    expires_at     timestamptz  not null,
    updated_at     timestamptz  not null,
    version        bigint       not null,
    first_offset   bigint       not null,
    last_offset    bigint       not null
);

create index order_view_placed on order_view (placed_at, order_id);
create index order_view_customer on order_view (customer_id, placed_at, order_id);
create index order_view_status on order_view (status, placed_at, order_id);

create table price_list (
    sku              varchar(64) primary key,
    unit_price_minor bigint      not null,
    currency         varchar(3)  not null,
    updated_at       timestamptz not null,
    version          bigint      not null
);
