using System.Runtime.InteropServices;
using System.Text;
using ServerlessAffect.Cli.CommandLine;

using var stop = new CancellationTokenSource();

// The first signal asks for a clean stop; a second one ends the process as usual.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var terminal = Terminal.OfProcess();
return await new AffectCommandLine(terminal).RunAsync(args, stop.Token);
