package sqlite
import ("testing";"context";"time";"runtime";"os";"strings";"fmt")
func peak() string { b,_:=os.ReadFile("/proc/self/status"); for _,l:=range strings.Split(string(b),"\n"){ if strings.HasPrefix(l,"VmHWM"){return l}}; return ""}
func resetPeak(){ os.WriteFile("/proc/self/clear_refs",[]byte("5"),0o644)}
func TestBig(t *testing.T){
 n:=10_000_000
 if os.Getenv("BIG")=="" {t.Skip()}
 os.Remove("/tmp/big/l.db");os.Remove("/tmp/big/l.db-wal")
 s:=openStore(t,"/tmp/big/l.db")
 step:=func(name string,f func()){ runtime.GC(); resetPeak(); t0:=time.Now(); f(); d:=time.Since(t0); fmt.Println(name,d,float64(n)/d.Seconds(),"claims/s",peak())}
 step("load",func(){mustLoad(t,s,chainBatch(t,n,0))})
 step("read",func(){ if _,err:=s.Read(context.Background());err!=nil{t.Fatal(err)}})
 step("reload same",func(){mustLoad(t,s,chainBatch(t,n,0))})
 step("reload 1%",func(){r:=mustLoad(t,s,chainBatch(t,n,1)); fmt.Println(r.Claims)})
 step("read",func(){ if _,err:=s.Read(context.Background());err!=nil{t.Fatal(err)}})
 step("other small",func(){mustLoad(t,s,batch(t,"d",first...))})
 fi,_:=os.Stat("/tmp/big/l.db"); fmt.Println("size",fi.Size()); fi,_=os.Stat("/tmp/big/l.db-wal"); fmt.Println("wal",fi.Size())
}
