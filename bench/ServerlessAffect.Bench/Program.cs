using ServerlessAffect.Bench;

switch (args.FirstOrDefault())
{
    case "vectorizers":
        return TextVectorizersBench.Run(args[1..]);
    case "inference":
        return InferenceBench.Run();
    default:
        Console.Error.WriteLine("usage: bench vectorizers [FOLDER OF tfn-topic] | inference");
        return 2;
}
