namespace ServerlessAffect.Core.Readings;

public enum ReadingStatus
{
    Scored,
    Failed,
}
