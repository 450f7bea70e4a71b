"""Pictures drawn from a pose. Only this package knows numpy and shapely; printing never runs it."""
