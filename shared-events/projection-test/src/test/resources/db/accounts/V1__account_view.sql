create table account_view (
    account_id text primary key,
    version    bigint        not null,
    balance    numeric(12,2) not null,
    status     varchar(12)   not null,
    at         timestamptz   not null,
    open       boolean       not null,
    tags       jsonb         not null,
    street     text,
    city       text
);
create index account_view_status on account_view (status, account_id);
