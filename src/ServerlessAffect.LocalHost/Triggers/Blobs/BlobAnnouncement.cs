namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>The message between finding a new blob and running a function on it; its shape is that of the cloud's.</summary>
internal sealed record BlobAnnouncement(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
