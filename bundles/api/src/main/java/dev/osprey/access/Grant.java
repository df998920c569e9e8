package dev.osprey.access;

/** A permission that a person gave: {@code principal} may use {@code permission} on resources that match {@code resource}, a glob. */
public record Grant(String principal, Permission permission, String resource) {}
