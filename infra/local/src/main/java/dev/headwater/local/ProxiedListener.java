package dev.headwater.local;

/**
 * Where the broker listens for a proxy of 127.0.0.1, and the port of the proxy that it tells
 * clients.
 */
record ProxiedListener(int port, int advertisedPort) {}
