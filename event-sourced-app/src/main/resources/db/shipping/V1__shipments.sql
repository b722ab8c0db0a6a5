-- What is shipped, by the event that says so. An event that comes again finds its shipment.
CREATE TABLE shipping.shipments (
    event        uuid PRIMARY KEY,
    position     bigint NOT NULL,
    cart         bigint NOT NULL,
    document     text NOT NULL,
    cancelled_by uuid
);

CREATE INDEX shipments_of_cart ON shipping.shipments (cart);
