using ServerlessAffect.Bench;
using ServerlessAffect.Bench.Audio;
using ServerlessAffect.Bench.Clusters;

switch (args.FirstOrDefault())
{
    case "vectorizers":
        return TextVectorizersBench.Run(args[1..]);
    case "learners":
        return LearnersBench.Run(args[1..]);
    case "kernels":
        return KernelLearnersBench.Run();
    case "clusters":
        return ClustersBench.Run(args[1..]);
    case "trees":
        return TreesBench.Run();
    case "inference":
        return InferenceBench.Run();
    case "batches":
        return await BatchedRunsBench.RunAsync().ConfigureAwait(false);
    case "http":
        return await HttpScoringBench.RunAsync(args[1..]).ConfigureAwait(false);
    case "drop":
        return await DropToReadingBench.RunAsync(args[1..]).ConfigureAwait(false);
    case "audio":
        return AudioBench.Run(args[1..]);
    case "decoding":
        return await DecodingBench.RunAsync(args[1..]).ConfigureAwait(false);
    case "leak":
        return await LeakBench.RunAsync(args[1..]).ConfigureAwait(false);
    default:
        Console.Error.WriteLine("usage: bench vectorizers [FOLDER OF tfn-topic] | learners [FOLDER OF tfn-topic] | kernels | clusters [PART OF A NAME…] | trees | inference | batches | http [FOLDER OF MODELS] [ROUNDS] | drop [FOLDER OF MODELS] [FILES] [ROUNDS] | audio [LINES] | decoding [FILE] | leak [FOLDER OF ravdess]");
        return 2;
}
