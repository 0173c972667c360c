-- Read models of inventory. All of it comes back from the topics: see the projections of the same names.

create table item_view (
    sku              varchar(64)  collate "C" primary key,
    name             varchar(200) not null,
    unit_price_minor bigint       not null,
    currency         varchar(3)   not null,
    on_hand          bigint       not null,
    allocated        bigint       not null,
    shipped          bigint       not null,
    updated_at       timestamptz  not null,
    version          bigint       not null
);

create table reservation_view (
    order_id   varchar(64) primary key,
    status     varchar(16) not null,
    lines      text        not null,
    updated_at timestamptz not null,
    version    bigint      not null
);
