namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>A message that no attempt can ever make sense of. The reason quotes nothing of it.</summary>
internal sealed class MalformedMessageException(string reason) : Exception(reason);
