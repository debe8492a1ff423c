namespace ServerlessAffect.Pipeline.Tests.World;

public sealed class SimulatedCrashException() : Exception("The process was killed here.");
