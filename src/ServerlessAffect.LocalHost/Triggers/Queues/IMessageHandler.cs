namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>What a listener does with a message.</summary>
internal interface IMessageHandler
{
    /// <summary>Returns when the message is done with; a failure is recorded, and the message comes again.</summary>
    /// <exception cref="MalformedMessageException">It goes to the poison queue at once.</exception>
    Task HandleAsync(string text, CancellationToken cancellationToken);
}
